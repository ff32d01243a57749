"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { CreatePoolForm } from "@/components/pool/create-pool-form";
import { PageHead } from "@/components/ui/page-head";

export function CreateGroup({ balancer, name }: { balancer: { id: string; name: string }; name: string }) {
  const t = useTranslations("pool");
  const nav = useTranslations("nav");
  const router = useRouter();
  const home = `/load-balancers/${balancer.id}`;
  return (
    <>
      <PageHead
        crumbs={[
          { label: nav("loadBalancers"), href: "/load-balancers" },
          { label: balancer.name, href: home },
          { label: t("groups"), href: `${home}/groups` },
          { label: t("addTitle") },
        ]}
        title={t("addTitle")}
      />
      <CreatePoolForm
        loadBalancerId={balancer.id}
        name={name}
        onCancel={() => router.push(`${home}/groups`)}
        onCreated={(poolId) => router.push(`${home}/groups/${poolId}`)}
      />
    </>
  );
}
