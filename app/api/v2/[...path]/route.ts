/* The root that older clients use for the same resources. */
export { DELETE, GET, POST, PUT } from "../../v2.0/[...path]/route";

export const dynamic = "force-dynamic";
