import { readLogGroupAction } from "@/lib/actions/access-log";
import { expectData } from "../../load-balancers/[id]/expect-data";
import { LogGroupPage } from "./log-group-page";

export default async function Page({ params }: { params: Promise<{ logGroupId: string }> }) {
  const { logGroupId } = await params;
  return <LogGroupPage initial={{ data: expectData(await readLogGroupAction(logGroupId)), readAt: Date.now() }} />;
}
