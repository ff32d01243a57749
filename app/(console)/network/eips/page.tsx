import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { EipList } from "@/components/network/eip-list";
import { HostAddressCard } from "@/components/network/host-address-card";
import { PoolCard } from "@/components/network/pool-card";
import { requireContext } from "@/lib/auth/request-context";
import { listEips } from "@/lib/services/eip/list";
import { listEipPools } from "@/lib/services/eippool/list";
import { listHostAddresses } from "@/lib/services/hostaddress/list";
import { addsMissingAddresses } from "@/lib/services/hostaddress/settings";
import { listProjects } from "@/lib/services/project/list";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("network"))("eips") };
}

export default async function EipsPage() {
  const ctx = await requireContext();
  const readAt = ctx.now();
  const host = { data: listHostAddresses(ctx), readAt };
  return (
    <>
      <EipList
        initial={{ data: listEips(ctx, { projectId: ctx.shownProjectId ?? undefined }), readAt }}
        projects={listProjects(ctx)}
        projectId={ctx.projectId}
      />
      <div className="mt-4 grid items-start gap-4 wide:grid-cols-2">
        <PoolCard initial={{ data: listEipPools(ctx), readAt }} />
        <HostAddressCard initial={host} addMissing={addsMissingAddresses(ctx.db)} />
      </div>
    </>
  );
}
