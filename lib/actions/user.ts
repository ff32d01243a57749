"use server";

import { headers } from "next/headers";
import { getAuth } from "@/lib/auth/auth";
import { changePassword } from "@/lib/auth/change-password";
import type { ChangePasswordInput, CreateUserInput, UpdateUserInput, UserView } from "@/lib/model/user";
import { createUser } from "@/lib/services/user/create";
import { deleteUser } from "@/lib/services/user/delete";
import { listUsers } from "@/lib/services/user/list";
import { updateUser } from "@/lib/services/user/update";
import type { ActionResult } from "./result";
import { runAction, runCommand } from "./run";

async function hash(password: string): Promise<string> {
  return (await getAuth().$context).password.hash(password);
}

export async function readUsersAction(): Promise<ActionResult<UserView[]>> {
  return runAction(listUsers);
}

export async function createUserAction(input: CreateUserInput): Promise<ActionResult<UserView>> {
  return runAction((ctx) => createUser(ctx, input, hash));
}

export async function updateUserAction(input: UpdateUserInput): Promise<ActionResult<UserView>> {
  return runAction((ctx) => updateUser(ctx, input, hash));
}

export async function deleteUserAction(input: { id: string }): Promise<ActionResult> {
  return runCommand((ctx) => deleteUser(ctx, input));
}

export async function changePasswordAction(input: ChangePasswordInput): Promise<ActionResult> {
  return runAction(async (ctx) => {
    await changePassword(ctx, await headers(), input);
    return null;
  });
}
