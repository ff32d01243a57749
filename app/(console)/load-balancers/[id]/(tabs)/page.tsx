import { expectData } from "../expect-data";
import { readTree } from "../read-tree";
import { OverviewTab } from "./overview-tab";

export default async function OverviewPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <OverviewTab id={id} tree={expectData(await readTree(id))} readAt={Date.now()} />;
}
