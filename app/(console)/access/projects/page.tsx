import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ProjectList } from "@/components/project/project-list";
import { RegionCard } from "@/components/project/region-card";
import { requireContext } from "@/lib/auth/request-context";
import { listProjectViews } from "@/lib/services/project/list";
import { readRegionAndZones } from "@/lib/services/region/read";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("project"))("title") };
}

export default async function ProjectsPage() {
  const ctx = await requireContext();
  return (
    <>
      <ProjectList initial={{ data: listProjectViews(ctx), readAt: ctx.now() }} />
      <RegionCard region={readRegionAndZones(ctx)} />
    </>
  );
}
