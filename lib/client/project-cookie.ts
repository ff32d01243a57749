import { projectCookie } from "@/lib/model/project";

const year = 365 * 24 * 3600;

/** Browser only. The caller reads what is on the screen again. */
export function rememberProject(id: string | null): void {
  document.cookie = `${projectCookie}=${id ?? ""}; path=/; max-age=${id === null ? 0 : year}; samesite=lax`;
}
