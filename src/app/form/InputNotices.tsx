import { NoticeLine } from "../results/Notices.tsx";
import { useApp } from "../store/context.tsx";
import { StrayNotice } from "./Intake.tsx";

/** What editors have to say of what they were given, above them: on a phone the result lies out of sight. */
export function InputNotices() {
  const notices = useApp((state) => state.notices);
  const dismiss = useApp((state) => state.dismiss);
  const mine = notices.filter(({ scope }) => scope === "input");
  return (
    <div className="notices">
      <StrayNotice />
      {mine.map((notice) => (
        <NoticeLine dismiss={dismiss} key={notice.code} notice={notice} />
      ))}
    </div>
  );
}
