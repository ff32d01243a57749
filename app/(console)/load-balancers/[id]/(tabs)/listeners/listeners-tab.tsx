"use client";

import { ListenersTable } from "@/components/listener/listeners-table";
import { readListenersAction } from "@/lib/actions/listener";
import { queryKeys } from "@/lib/client/query-keys";
import { useResource } from "@/lib/client/use-resource";
import type { ListenerView } from "@/lib/model/listener";

export function ListenersTab({ id, listeners, readAt }: { id: string; listeners: ListenerView[]; readAt: number }) {
  const resource = useResource(queryKeys.listeners(id), () => readListenersAction({ loadBalancerId: id }), {
    data: listeners,
    readAt,
  });
  return <ListenersTable loadBalancerId={id} listeners={resource.data} />;
}
