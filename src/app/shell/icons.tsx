import type { ReactNode } from "react";

/** The frame of every icon: lines of one weight on 16 × 16. */
export function Icon({ children }: { readonly children: ReactNode }) {
  return (
    <svg
      aria-hidden="true"
      className="icon"
      fill="none"
      height="16"
      stroke="currentColor"
      strokeLinecap="round"
      strokeLinejoin="round"
      strokeWidth="1.6"
      viewBox="0 0 16 16"
      width="16"
    >
      {children}
    </svg>
  );
}

export function BoxIcon() {
  return (
    <Icon>
      <path d="M8 1.8 13.6 5v6L8 14.2 2.4 11V5zM2.4 5 8 8.2 13.6 5M8 8.2v6" />
    </Icon>
  );
}

export function CaretIcon() {
  return (
    <Icon>
      <path d="m4 6.2 4 4 4-4" />
    </Icon>
  );
}

export function ChipIcon() {
  return (
    <Icon>
      <rect height="8" rx="1.5" width="8" x="4" y="4" />
      <path d="M6.5 4V1.8M9.5 4V1.8M6.5 14.2V12M9.5 14.2V12M4 6.5H1.8M4 9.5H1.8M14.2 6.5H12M14.2 9.5H12" />
    </Icon>
  );
}

/** 中, drawn: for one letter of another script a browser looks through all its fonts, 4 ms of the first look. */
export function ChineseIcon() {
  return (
    <Icon>
      <path d="M2.8 4.6h10.4v5H2.8zM8 1.8v12.4" />
    </Icon>
  );
}

export function CloseIcon() {
  return (
    <Icon>
      <path d="m4.2 4.2 7.6 7.6m0-7.6-7.6 7.6" />
    </Icon>
  );
}

export function DownloadIcon() {
  return (
    <Icon>
      <path d="M8 2.5v7.6m-3-2.8 3 3 3-3M3 13.4h10" />
    </Icon>
  );
}

/** The key; as a letter, few fonts have it. */
export function EnterIcon() {
  return (
    <Icon>
      <path d="M13 3.5v4a2 2 0 0 1-2 2H3.2m3-3-3 3 3 3" />
    </Icon>
  );
}

export function ResetIcon() {
  return (
    <Icon>
      <path d="M3.2 8a4.8 4.8 0 1 0 1.5-3.5M3 2.4v2.7h2.7" />
    </Icon>
  );
}

/** A curve of losses. */
export function LearnIcon() {
  return (
    <Icon>
      <path d="M2.2 2.2v11.6h11.6M4.6 4.4c.8 4.6 3.2 6 8.6 6.6" />
    </Icon>
  );
}

export function ThemeIcon({ theme }: { readonly theme: "light" | "dark" | "system" }) {
  return (
    <Icon>
      {theme === "dark" ? (
        <path d="M13.2 9.6A5.6 5.6 0 0 1 6.4 2.8a5.6 5.6 0 1 0 6.8 6.8Z" />
      ) : (
        <>
          <circle cx="8" cy="8" r={theme === "light" ? 2.8 : 5.2} />
          {theme === "light" ? (
            <path d="M8 1.6v1.2m0 10.4v1.2M1.6 8h1.2m10.4 0h1.2M3.5 3.5l.8.8m7.4 7.4.8.8m0-9-.8.8m-7.4 7.4-.8.8" />
          ) : (
            <path d="M8 2.8a5.2 5.2 0 0 1 0 10.4Z" fill="currentColor" />
          )}
        </>
      )}
    </Icon>
  );
}

export function PinIcon() {
  return (
    <Icon>
      <path d="M6 2h4l-.5 5L12 9.5V10.5H4V9.5L6.5 7 6 2Zm2 8.5V14" />
    </Icon>
  );
}
