import type { ActionError, ActionResult } from "@/lib/actions/result";

/** A refused read, as react-query keeps it. */
export class ActionFailure extends Error {
  override readonly name = "ActionFailure";

  constructor(readonly failure: ActionError) {
    super(failure.code);
  }
}

/** The data of an answer; a refusal is thrown, so that a query fails with it and keeps what it had. */
export function actionData<Data>(result: ActionResult<Data>): Data {
  if (result.ok) return result.data;
  throw new ActionFailure(result.error);
}
