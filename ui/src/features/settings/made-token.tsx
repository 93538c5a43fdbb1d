import { basePath } from "@/lib/base-path";
import { settings as texts } from "@/lib/texts/settings";
import { CopyButton, CopyLine } from "@/ui/copy-button";
import { Notice } from "@/ui/states";

/** A token that was just made, the one time it is shown, and how a shell gets hold of it. */
export function MadeToken({ secret }: { secret: string }) {
  const url = new URL(basePath, document.baseURI).href.replace(/\/$/, "");
  // A token has letters, digits and underscores alone; an address may have what a shell reads.
  const command = `export MILLRACE_URL='${url.replaceAll("'", "%27")}' MILLRACE_TOKEN=${secret}`;
  return (
    <>
      <Notice tone="success">
        <strong>{texts.tokenMadeTitle}.</strong> {texts.tokenMadeText}
      </Notice>
      <CopyLine text={secret} what={texts.token} />
      <p>{texts.tokenUse}</p>
      <div className="with-copy">
        <pre className="code-block command">{command}</pre>
        <span className="copy">
          <CopyButton text={command} what={texts.tokenExport} />
        </span>
      </div>
    </>
  );
}
