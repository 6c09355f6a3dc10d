export function PlayIcon() {
  return (
    <svg aria-hidden="true" className="icon" fill="currentColor" height="12" viewBox="0 0 12 12" width="12">
      <path d="M3 1.5v9l7.5-4.5z" />
    </svg>
  );
}

export function StopIcon() {
  return (
    <svg aria-hidden="true" className="icon" fill="currentColor" height="12" viewBox="0 0 12 12" width="12">
      <path d="M2 2h8v8H2z" />
    </svg>
  );
}
