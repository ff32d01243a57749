import { readLoadBalancerAction } from "@/lib/actions/loadbalancer";
import { expectData } from "../../expect-data";
import { TagsTab } from "./tags-tab";

export default async function TagsPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <TagsTab view={expectData(await readLoadBalancerAction(id))} readAt={Date.now()} />;
}
