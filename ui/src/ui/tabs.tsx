import type { ReactNode } from "react";
import { Tabs as AriaTabs, Tab, TabList, TabPanel } from "react-aria-components/Tabs";

export interface TabItem {
  id: string;
  label: ReactNode;
  content: ReactNode;
  /** Whether it stays as it was, with what was typed into it, while another tab is shown. */
  kept?: boolean;
}

/** Tabs whose selection the caller keeps, usually in the address. */
export function Tabs({
  label,
  items,
  selected,
  onSelect,
}: {
  label: string;
  items: TabItem[];
  selected: string;
  onSelect: (id: string) => void;
}) {
  return (
    <AriaTabs className="tabs" selectedKey={selected} onSelectionChange={(key) => onSelect(String(key))}>
      <TabList className="tab-list" aria-label={label}>
        {items.map((item) => (
          <Tab key={item.id} id={item.id} className="tab">
            {item.label}
          </Tab>
        ))}
      </TabList>
      {items.map((item) => (
        <TabPanel key={item.id} id={item.id} className="tab-panel" shouldForceMount={item.kept}>
          {item.content}
        </TabPanel>
      ))}
    </AriaTabs>
  );
}
