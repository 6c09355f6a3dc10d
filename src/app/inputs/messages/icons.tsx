import { Icon } from "../../shell/icons.tsx";

export function ArrowUpIcon() {
  return (
    <Icon>
      <path d="M8 13.2V2.8M3.6 7.2 8 2.8l4.4 4.4" />
    </Icon>
  );
}

export function BranchIcon() {
  return (
    <Icon>
      <circle cx="4.2" cy="3.6" r="1.6" />
      <circle cx="4.2" cy="12.4" r="1.6" />
      <circle cx="11.8" cy="5.4" r="1.6" />
      <path d="M4.2 5.2v5.6m0-1.4c0-2.4 5.4-1.2 7.2-2.5" />
    </Icon>
  );
}

export function CheckIcon() {
  return (
    <Icon>
      <path d="m3.2 8.6 3 3 6.6-7" />
    </Icon>
  );
}

export function CopyIcon() {
  return (
    <Icon>
      <rect height="8.2" rx="1.6" width="8.2" x="5.6" y="5.6" />
      <path d="M10.4 3.4a1.4 1.4 0 0 0-1.2-1.2H3.6a1.4 1.4 0 0 0-1.4 1.4v5.6c0 .6.5 1.1 1.2 1.2" />
    </Icon>
  );
}

export function EditIcon() {
  return (
    <Icon>
      <path d="m3 10.4-.6 3.2 3.2-.6 7.2-7.2a1.8 1.8 0 0 0-2.6-2.6zm6.2-6.2 2.6 2.6" />
    </Icon>
  );
}

/** To the earlier way; turned round, to the later one. */
export function EarlierIcon() {
  return (
    <Icon>
      <path d="M9.8 4 5.8 8l4 4" />
    </Icon>
  );
}

export function LaterIcon() {
  return (
    <Icon>
      <path d="m6.2 4 4 4-4 4" />
    </Icon>
  );
}

/** A picture between two rows of holes. */
export function FilmIcon() {
  return (
    <Icon>
      <rect height="11" rx="2" width="12.4" x="1.8" y="2.5" />
      <path d="M4.9 2.5v11m6.2-11v11M1.8 6.2h3.1m-3.1 3.6h3.1m6.2-3.6h3.1m-3.1 3.6h3.1" />
    </Icon>
  );
}

export function PictureIcon() {
  return (
    <Icon>
      <rect height="11" rx="2" width="12.4" x="1.8" y="2.5" />
      <circle cx="5.4" cy="6" r="1.2" />
      <path d="m2.2 12 3.9-3.6 2.4 2.1 2.4-2.7 3 3" />
    </Icon>
  );
}

export function RemoveIcon() {
  return (
    <Icon>
      <path d="M2.6 4.2h10.8M6 4.2V2.6h4v1.6m-6.2 0 .6 9.2h7.2l.6-9.2M6.8 7v3.8M9.2 7v3.8" />
    </Icon>
  );
}

export function SoundIcon() {
  return (
    <Icon>
      <path d="M2 6.6v2.8M5 4.4v7.2M8 2v12m3-9.6v7.2m3-5v2.8" />
    </Icon>
  );
}

export function StopIcon() {
  return (
    <Icon>
      <rect fill="currentColor" height="8" rx="1.4" width="8" x="4" y="4" />
    </Icon>
  );
}
