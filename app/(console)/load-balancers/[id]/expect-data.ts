import { notFound, redirect } from "next/navigation";
import type { ActionResult } from "@/lib/actions/result";

/** The data of a reading; what does not exist or needs a session leads to the page that says so. */
export function expectData<Data>(result: ActionResult<Data>): Data {
  if (result.ok) return result.data;
  const { code, requestId } = result.error;
  if (code === "notFound") notFound();
  if (code === "unauthenticated") redirect("/sign-in");
  throw new Error(`${code} ${requestId}`);
}
