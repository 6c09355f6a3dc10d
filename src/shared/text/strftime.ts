const days = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const months = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

const short = (name: string | undefined) => name?.slice(0, 3) ?? "";

/** What stands for each letter, and to how many figures a number is filled up. */
const directives: Readonly<Record<string, (date: Date) => string | readonly [value: number, figures: number]>> = {
  "%": () => "%",
  A: (date) => days[date.getDay()] ?? "",
  B: (date) => months[date.getMonth()] ?? "",
  H: (date) => [date.getHours(), 2],
  I: (date) => [date.getHours() % 12 || 12, 2],
  M: (date) => [date.getMinutes(), 2],
  S: (date) => [date.getSeconds(), 2],
  Y: (date) => [date.getFullYear(), 4],
  a: (date) => short(days[date.getDay()]),
  b: (date) => short(months[date.getMonth()]),
  d: (date) => [date.getDate(), 2],
  j: (date) => [dayOfYear(date), 3],
  m: (date) => [date.getMonth() + 1, 2],
  p: (date) => (date.getHours() < 12 ? "AM" : "PM"),
  y: (date) => [date.getFullYear() % 100, 2],
};

function dayOfYear(date: Date): number {
  const [year, month, day] = [date.getFullYear(), date.getMonth(), date.getDate()];
  return 1 + (Date.UTC(year, month, day) - Date.UTC(year, 0, 1)) / 86_400_000;
}

/**
 * Python's `datetime.strftime` in local time, in English whatever language the browser speaks, as Python is where nobody
 * sets a locale; `%-d` leaves out the leading zero. What it does not know stays as it is.
 */
export function strftime(date: Date, format: string): string {
  return format.replace(/%(-?)([A-Za-z%])/g, (written, plain, letter) => {
    const value = directives[letter]?.(date) ?? written;
    if (typeof value === "string") return value;
    const [number, figures] = value;
    return plain ? String(number) : String(number).padStart(figures, "0");
  });
}
