"use client";

import { Menu as Base } from "@base-ui/react/menu";
import Link from "next/link";
import { Fragment, type ReactElement, type ReactNode } from "react";
import { cn } from "./cn";

export interface MenuItem {
  key: string;
  label: ReactNode;
  icon?: ReactNode;
  onSelect?: () => void;
  href?: string;
  danger?: boolean;
  /** Why it cannot be used now; given, the item is disabled and says so. */
  unusable?: ReactNode;
  checked?: boolean;
}

export interface MenuProps {
  trigger: ReactElement;
  /** Groups are ruled apart: everyday, kind-specific, delete. Empty ones vanish. */
  groups: readonly (readonly MenuItem[])[];
  heading?: ReactNode;
  align?: "start" | "end";
}

export function Menu({ trigger, groups, heading, align = "end" }: MenuProps) {
  const filled = groups.filter((group) => group.length > 0);
  return (
    <Base.Root modal={false}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner align={align} sideOffset={4} className="z-50 outline-none">
          <Base.Popup className={menuPopupClass}>
            {heading}
            {filled.map((group, index) => (
              <Fragment key={group[0]?.key}>
                {index > 0 && <Base.Separator className="my-1 border-t border-border" />}
                {group.map((item) => (
                  <Item key={item.key} item={item} />
                ))}
              </Fragment>
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

function Item({ item }: { item: MenuItem }) {
  const unusable = item.unusable !== undefined;
  const body = (
    <>
      {item.icon && (
        <span className={cn("text-muted-foreground", (item.danger || unusable) && "text-inherit")}>{item.icon}</span>
      )}
      <span className={cn(item.checked && "font-semibold text-link")}>{item.label}</span>
      {unusable && <small className="ml-auto pl-4 text-xs text-faint-foreground">{item.unusable}</small>}
    </>
  );
  const className = cn(menuItemClass, item.danger && !unusable && "text-bad-fg");
  if (item.href !== undefined && !unusable) {
    return (
      <Base.LinkItem render={<Link href={item.href} />} className={className} closeOnClick>
        {body}
      </Base.LinkItem>
    );
  }
  return (
    <Base.Item
      disabled={unusable}
      onClick={item.onSelect}
      className={className}
      aria-current={item.checked ? "true" : undefined}
    >
      {body}
    </Base.Item>
  );
}

export const menuPopupClass =
  "max-h-(--available-height) min-w-54 overflow-y-auto rounded-md border border-border-strong bg-popover p-1 text-left text-foreground shadow-md";

const menuItemClass =
  "flex min-h-7.5 cursor-default items-center gap-2.5 rounded-sm px-2 py-1 whitespace-nowrap outline-none focus-visible:shadow-none! data-disabled:text-disabled-foreground data-highlighted:bg-hover phone:min-h-10";
