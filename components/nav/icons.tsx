/** A beam with two keels: the load balancer's own sign, drawn like lucide's. */
export function LoadBalancerIcon() {
  return (
    <svg
      viewBox="0 0 16 16"
      aria-hidden="true"
      className="lucide"
      fill="none"
      stroke="currentColor"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <path strokeWidth="1.3" d="M2 6h12M3.5 8.5h3.8v4.2A4 4 0 0 1 3.5 8.5M12.5 8.5H8.7v4.2a4 4 0 0 0 3.8-4.2" />
    </svg>
  );
}
