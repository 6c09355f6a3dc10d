import { Icon } from "../shell/icons.tsx";

/** Two sliders. */
export function OptionsIcon() {
  return (
    <Icon>
      <path d="M2 5h6.4m3.6 0h2M2 11h2m3.6 0H14" />
      <circle cx="10.2" cy="5" r="1.8" />
      <circle cx="5.8" cy="11" r="1.8" />
    </Icon>
  );
}

/** A turn that is not written yet. */
export function NewIcon() {
  return (
    <Icon>
      <path d="M8 2.6H4.2a2 2 0 0 0-2 2v5a2 2 0 0 0 2 2h.6v2.2l3-2.2h4a2 2 0 0 0 2-2V8.4M11.4 2.2v4.4M9.2 4.4h4.4" />
    </Icon>
  );
}
