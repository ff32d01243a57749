"use client";

import { ErrorState } from "@/components/feedback/error-state";
import { Card } from "@/components/ui/card";

export default function ConsoleError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <Card>
      <ErrorState id={error.digest} onRetry={reset} />
    </Card>
  );
}
