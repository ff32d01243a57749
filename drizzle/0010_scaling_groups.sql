CREATE TABLE `scaling_groups` (
	`id` text PRIMARY KEY NOT NULL,
	`project_id` text NOT NULL,
	`name` text NOT NULL,
	`description` text NOT NULL,
	`source` text NOT NULL,
	`dns_name` text NOT NULL,
	`name_servers` text NOT NULL,
	`interval_s` integer NOT NULL,
	`drain_s` integer NOT NULL,
	`resolved_at` integer,
	`error` text,
	`created_at` integer NOT NULL,
	`updated_at` integer
);
--> statement-breakpoint
CREATE INDEX `scaling_groups_project` ON `scaling_groups` (`project_id`);--> statement-breakpoint
CREATE TABLE `scaling_instances` (
	`id` text PRIMARY KEY NOT NULL,
	`scaling_group_id` text NOT NULL,
	`name` text NOT NULL,
	`address` text NOT NULL,
	`port` integer,
	`leaves_at` integer,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`scaling_group_id`) REFERENCES `scaling_groups`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `scaling_instances_group` ON `scaling_instances` (`scaling_group_id`);--> statement-breakpoint
CREATE TABLE `scaling_links` (
	`id` text PRIMARY KEY NOT NULL,
	`scaling_group_id` text NOT NULL,
	`pool_id` text NOT NULL,
	`port` integer,
	`weight` integer NOT NULL,
	`refusal` text,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`scaling_group_id`) REFERENCES `scaling_groups`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`pool_id`) REFERENCES `pools`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `scaling_links_place` ON `scaling_links` (`scaling_group_id`,`pool_id`,`port`);--> statement-breakpoint
ALTER TABLE `members` ADD `scaling_group_id` text REFERENCES scaling_groups(id);--> statement-breakpoint
ALTER TABLE `members` ADD `scaling_leaving` integer DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX `members_scaling_group` ON `members` (`scaling_group_id`);