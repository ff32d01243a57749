import type { ReactNode } from "react";
import type { MenuItem } from "@/components/ui/menu";

/** Where a cell goes when the row becomes a card: over both columns, at the left or right of a line, or nowhere. */
export type PhonePlace = "name" | "wide" | "left" | "right" | "hidden";

export interface ListColumn<Row> {
  id: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** Sorts by it; without it the column is not sortable. */
  sortValue?: (row: Row) => string | number | null;
  numeric?: boolean;
  /** The name: always shown, always first. */
  pinned?: boolean;
  /** Its words may take a second line; otherwise the row keeps its height. */
  wrap?: boolean;
  hiddenAtFirst?: boolean;
  phone?: PhonePlace;
  /** Its value alone tells nothing: on a card the header stands before it. */
  phoneHeader?: boolean;
  /** Of the column, in CSS: `width: 1%` shrinks it to its words. */
  width?: string;
}

export type RowMenu = readonly (readonly MenuItem[])[];
