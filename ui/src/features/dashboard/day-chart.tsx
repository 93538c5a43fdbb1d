import type { Schemas } from "@/lib/api/client";
import { bars, unfinished } from "@/lib/day";
import { dashboard as texts } from "@/lib/texts/activity";
import { clock, duration } from "@/lib/time";

type Buckets = Schemas["StatisticsView"]["buckets"];

/** The drawing's own units; the browser stretches it to the room there is. */
const slot = 10;
const gap = 2;
const high = 60;

/** A bar for each hour, what failed at its foot. The table says the same in words and numbers. */
export function DayChart({ buckets }: { buckets: Buckets }) {
  const drawn = bars(buckets);
  return (
    <figure className="stack tight">
      <figcaption className="small muted">{texts.byHour}</figcaption>
      <svg
        className="day-chart"
        viewBox={`0 0 ${drawn.length * slot} ${high}`}
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        {drawn.map((bar, index) => (
          <g key={bar.from}>
            <title>{texts.hour(clock(bar.from), bar.total, bar.failed)}</title>
            <rect className="day-room" x={index * slot} y={0} width={slot} height={high} />
            <rect
              className="day-bar"
              x={index * slot + gap / 2}
              y={high - bar.height * high}
              width={slot - gap}
              height={bar.height * high}
            />
            <rect
              className="day-bar failed"
              x={index * slot + gap / 2}
              y={high - bar.failedHeight * high}
              width={slot - gap}
              height={bar.failedHeight * high}
            />
          </g>
        ))}
      </svg>
      <div className="row apart small faint numbers" aria-hidden="true">
        <span>{drawn[0] && clock(drawn[0].from)}</span>
        <span>{drawn.length > 1 && clock(drawn.at(-1)?.from ?? "")}</span>
      </div>
      <details>
        <summary className="small">{texts.asTable}</summary>
        <DayTable buckets={buckets} />
      </details>
    </figure>
  );
}

function DayTable({ buckets }: { buckets: Buckets }) {
  const { columns } = texts;
  return (
    <div className="table-frame">
      <table className="table" aria-label={texts.byHour}>
        <thead>
          <tr>
            <th scope="col">{columns.hour}</th>
            {[columns.all, columns.succeeded, columns.failed, columns.unfinished, columns.half].map((name) => (
              <th key={name} scope="col" className="end">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {buckets
            .filter(({ tally }) => tally.executions > 0)
            .map(({ from, tally }) => (
              <tr key={from}>
                <th scope="row" className="numbers">
                  {clock(from)}
                </th>
                <td className="end">{tally.executions}</td>
                <td className="end">{tally.counts.succeeded}</td>
                <td className="end">{tally.counts.failed}</td>
                <td className="end">{unfinished(tally.counts)}</td>
                <td className="end">{tally.p50_ms === null ? "–" : duration(tally.p50_ms)}</td>
              </tr>
            ))}
        </tbody>
      </table>
    </div>
  );
}
