export type SignInAnswer = "ok" | "wrong" | "tooOften" | "unreachable";

/** Asks for a session; the cookie comes with the answer. */
export async function signIn(username: string, password: string): Promise<SignInAnswer> {
  try {
    const answer = await fetch("/api/auth/sign-in/username", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ username, password }),
    });
    if (answer.ok) return "ok";
    if (answer.status === 429) return "tooOften";
    return answer.status < 500 ? "wrong" : "unreachable";
  } catch {
    return "unreachable";
  }
}
