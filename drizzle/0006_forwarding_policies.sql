CREATE TABLE `l7_policies` (
	`id` text PRIMARY KEY NOT NULL,
	`listener_id` text NOT NULL,
	`name` text NOT NULL,
	`description` text NOT NULL,
	`action` text NOT NULL,
	`redirect_pool_id` text,
	`redirect_listener_id` text,
	`redirect_url` text,
	`redirect_prefix` text,
	`redirect_http_code` integer,
	`position` integer NOT NULL,
	`enabled` integer NOT NULL,
	`tags` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer,
	`generation` integer NOT NULL,
	FOREIGN KEY (`listener_id`) REFERENCES `listeners`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`redirect_pool_id`) REFERENCES `pools`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`redirect_listener_id`) REFERENCES `listeners`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `l7_policies_listener` ON `l7_policies` (`listener_id`);--> statement-breakpoint
CREATE INDEX `l7_policies_pool` ON `l7_policies` (`redirect_pool_id`);--> statement-breakpoint
CREATE INDEX `l7_policies_redirect_listener` ON `l7_policies` (`redirect_listener_id`);--> statement-breakpoint
CREATE TABLE `l7_rules` (
	`id` text PRIMARY KEY NOT NULL,
	`policy_id` text NOT NULL,
	`type` text NOT NULL,
	`compare_type` text NOT NULL,
	`key` text,
	`value` text NOT NULL,
	`invert` integer NOT NULL,
	`anchored` integer NOT NULL,
	`enabled` integer NOT NULL,
	`tags` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer,
	FOREIGN KEY (`policy_id`) REFERENCES `l7_policies`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `l7_rules_policy` ON `l7_rules` (`policy_id`);--> statement-breakpoint
ALTER TABLE `listeners` ADD `policy_order` text DEFAULT 'guide' NOT NULL;