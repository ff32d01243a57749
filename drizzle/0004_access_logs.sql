CREATE TABLE `access_logs` (
	`id` text PRIMARY KEY NOT NULL,
	`load_balancer_id` text NOT NULL,
	`stream_id` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`load_balancer_id`) REFERENCES `load_balancers`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`stream_id`) REFERENCES `log_streams`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `access_logs_load_balancer_id_unique` ON `access_logs` (`load_balancer_id`);--> statement-breakpoint
CREATE INDEX `access_logs_stream` ON `access_logs` (`stream_id`);--> statement-breakpoint
CREATE TABLE `log_groups` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`project_id` text NOT NULL,
	`retention_days` integer NOT NULL,
	`max_gigabytes` integer NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`project_id`) REFERENCES `projects`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `log_groups_name` ON `log_groups` (`project_id`,`name`);--> statement-breakpoint
CREATE TABLE `log_streams` (
	`id` text PRIMARY KEY NOT NULL,
	`group_id` text NOT NULL,
	`name` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`group_id`) REFERENCES `log_groups`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `log_streams_name` ON `log_streams` (`group_id`,`name`);