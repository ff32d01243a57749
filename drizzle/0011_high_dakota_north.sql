CREATE TABLE `log_transfers` (
	`id` text PRIMARY KEY NOT NULL,
	`stream_id` text NOT NULL,
	`target` text NOT NULL,
	`sealed_secret` text NOT NULL,
	`path` text NOT NULL,
	`prefix` text NOT NULL,
	`gzip` integer NOT NULL,
	`period_minutes` integer NOT NULL,
	`enabled` integer NOT NULL,
	`created_at` integer NOT NULL,
	`done_until` integer NOT NULL,
	`objects` integer DEFAULT 0 NOT NULL,
	`bytes` integer DEFAULT 0 NOT NULL,
	`last_object` text DEFAULT '' NOT NULL,
	`last_at` integer,
	`last_error` text DEFAULT '' NOT NULL,
	`failures` integer DEFAULT 0 NOT NULL,
	`next_try_at` integer DEFAULT 0 NOT NULL,
	FOREIGN KEY (`stream_id`) REFERENCES `log_streams`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `log_transfers_stream` ON `log_transfers` (`stream_id`);