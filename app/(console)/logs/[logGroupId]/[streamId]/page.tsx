import { notFound } from "next/navigation";
import { readLogGroupAction } from "@/lib/actions/access-log";
import { expectData } from "../../../load-balancers/[id]/expect-data";
import { StreamPage } from "./stream-page";

export default async function Page({ params }: { params: Promise<{ logGroupId: string; streamId: string }> }) {
  const { logGroupId, streamId } = await params;
  const group = expectData(await readLogGroupAction(logGroupId));
  const stream = group.streams.find(({ id }) => id === streamId);
  if (stream === undefined) notFound();
  return <StreamPage group={{ id: group.id, name: group.name }} stream={stream} openedAt={Date.now()} />;
}
