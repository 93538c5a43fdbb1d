import { type ComponentProps, useState } from "react";
import { common } from "@/lib/texts/common";
import { Button } from "./button";
import { TextField } from "./field";

type PasswordFieldProps = Omit<ComponentProps<typeof TextField>, "type" | "tail" | "rows" | "label"> & {
  label: string;
};

/** A password, hidden until whoever types it wants to see it. */
export function PasswordField(props: PasswordFieldProps) {
  const [shown, setShown] = useState(false);
  return (
    <TextField
      {...props}
      type={shown ? "text" : "password"}
      spellCheck="false"
      tail={
        <Button
          look="quiet"
          size="small"
          aria-label={`${shown ? common.hide : common.show}: ${props.label}`}
          onClick={() => setShown(!shown)}
        >
          {shown ? common.hide : common.show}
        </Button>
      }
    />
  );
}
