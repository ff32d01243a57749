CREATE TABLE `account` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`provider_id` text NOT NULL,
	`user_id` text NOT NULL,
	`access_token` text,
	`refresh_token` text,
	`id_token` text,
	`access_token_expires_at` integer,
	`refresh_token_expires_at` integer,
	`scope` text,
	`password` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `account_user` ON `account` (`user_id`);--> statement-breakpoint
CREATE TABLE `api_tokens` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`hash` text NOT NULL,
	`role` text NOT NULL,
	`project_id` text,
	`created_at` integer NOT NULL,
	`last_used_at` integer,
	FOREIGN KEY (`project_id`) REFERENCES `projects`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `api_tokens_hash_unique` ON `api_tokens` (`hash`);--> statement-breakpoint
CREATE TABLE `session` (
	`id` text PRIMARY KEY NOT NULL,
	`expires_at` integer NOT NULL,
	`token` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`ip_address` text,
	`user_agent` text,
	`user_id` text NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `session_token_unique` ON `session` (`token`);--> statement-breakpoint
CREATE INDEX `session_user` ON `session` (`user_id`);--> statement-breakpoint
CREATE TABLE `user` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`email` text NOT NULL,
	`email_verified` integer DEFAULT false NOT NULL,
	`image` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`username` text,
	`display_username` text,
	`role` text DEFAULT 'observer' NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `user_email_unique` ON `user` (`email`);--> statement-breakpoint
CREATE UNIQUE INDEX `user_username_unique` ON `user` (`username`);--> statement-breakpoint
CREATE TABLE `verification` (
	`id` text PRIMARY KEY NOT NULL,
	`identifier` text NOT NULL,
	`value` text NOT NULL,
	`expires_at` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `eips` (
	`id` text PRIMARY KEY NOT NULL,
	`address` text NOT NULL,
	`external_address` text,
	`bandwidth_mbps` integer NOT NULL,
	`project_id` text NOT NULL,
	`load_balancer_id` text,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`project_id`) REFERENCES `projects`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`load_balancer_id`) REFERENCES `load_balancers`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE UNIQUE INDEX `eips_address_unique` ON `eips` (`address`);--> statement-breakpoint
CREATE UNIQUE INDEX `eips_load_balancer_id_unique` ON `eips` (`load_balancer_id`);--> statement-breakpoint
CREATE TABLE `health_monitors` (
	`id` text PRIMARY KEY NOT NULL,
	`pool_id` text NOT NULL,
	`name` text NOT NULL,
	`type` text NOT NULL,
	`enabled` integer NOT NULL,
	`interval_s` integer NOT NULL,
	`timeout_s` integer NOT NULL,
	`max_retries_down` integer NOT NULL,
	`max_retries` integer NOT NULL,
	`port` integer,
	`domain_name` text NOT NULL,
	`url_path` text NOT NULL,
	`http_method` text NOT NULL,
	`expected_codes` text NOT NULL,
	`tags` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer,
	`generation` integer NOT NULL,
	FOREIGN KEY (`pool_id`) REFERENCES `pools`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `health_monitors_pool_id_unique` ON `health_monitors` (`pool_id`);--> statement-breakpoint
CREATE TABLE `listeners` (
	`id` text PRIMARY KEY NOT NULL,
	`load_balancer_id` text NOT NULL,
	`name` text NOT NULL,
	`description` text NOT NULL,
	`protocol` text NOT NULL,
	`port` integer NOT NULL,
	`enabled` integer NOT NULL,
	`default_pool_id` text,
	`timeouts` text NOT NULL,
	`insert_headers` text NOT NULL,
	`access_control` text NOT NULL,
	`connection_limit` integer NOT NULL,
	`tags` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer,
	`generation` integer NOT NULL,
	FOREIGN KEY (`load_balancer_id`) REFERENCES `load_balancers`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`default_pool_id`) REFERENCES `pools`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE INDEX `listeners_load_balancer` ON `listeners` (`load_balancer_id`);--> statement-breakpoint
CREATE INDEX `listeners_default_pool` ON `listeners` (`default_pool_id`);--> statement-breakpoint
CREATE TABLE `load_balancers` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`description` text NOT NULL,
	`project_id` text NOT NULL,
	`vpc_id` text NOT NULL,
	`subnet_id` text NOT NULL,
	`vip_port_id` text NOT NULL,
	`vip_address` text NOT NULL,
	`enabled` integer NOT NULL,
	`tags` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer,
	`generation` integer NOT NULL,
	FOREIGN KEY (`project_id`) REFERENCES `projects`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`vpc_id`) REFERENCES `vpcs`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`subnet_id`) REFERENCES `subnets`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `load_balancers_vip_port_id_unique` ON `load_balancers` (`vip_port_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `load_balancers_vip_address_unique` ON `load_balancers` (`vip_address`);--> statement-breakpoint
CREATE INDEX `load_balancers_project` ON `load_balancers` (`project_id`);--> statement-breakpoint
CREATE TABLE `members` (
	`id` text PRIMARY KEY NOT NULL,
	`pool_id` text NOT NULL,
	`server_id` text,
	`name` text NOT NULL,
	`address` text NOT NULL,
	`port` integer NOT NULL,
	`weight` integer NOT NULL,
	`enabled` integer NOT NULL,
	`monitor_address` text,
	`monitor_port` integer,
	`tags` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer,
	`generation` integer NOT NULL,
	FOREIGN KEY (`pool_id`) REFERENCES `pools`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`server_id`) REFERENCES `servers`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE UNIQUE INDEX `members_place` ON `members` (`pool_id`,`address`,`port`);--> statement-breakpoint
CREATE TABLE `metric_points` (
	`object_id` text NOT NULL,
	`at` integer NOT NULL,
	`values` text NOT NULL,
	PRIMARY KEY(`object_id`, `at`)
);
--> statement-breakpoint
CREATE TABLE `eip_pools` (
	`id` text PRIMARY KEY NOT NULL,
	`cidr` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `eip_pools_cidr_unique` ON `eip_pools` (`cidr`);--> statement-breakpoint
CREATE TABLE `subnets` (
	`id` text PRIMARY KEY NOT NULL,
	`vpc_id` text NOT NULL,
	`name` text NOT NULL,
	`cidr` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`vpc_id`) REFERENCES `vpcs`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `subnets_vpc` ON `subnets` (`vpc_id`);--> statement-breakpoint
CREATE TABLE `vpcs` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`cidr` text NOT NULL,
	`description` text DEFAULT '' NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `vpcs_name_unique` ON `vpcs` (`name`);--> statement-breakpoint
CREATE TABLE `pools` (
	`id` text PRIMARY KEY NOT NULL,
	`load_balancer_id` text NOT NULL,
	`name` text NOT NULL,
	`description` text NOT NULL,
	`protocol` text NOT NULL,
	`algorithm` text NOT NULL,
	`persistence` text,
	`enabled` integer NOT NULL,
	`tags` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer,
	`generation` integer NOT NULL,
	FOREIGN KEY (`load_balancer_id`) REFERENCES `load_balancers`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `pools_load_balancer` ON `pools` (`load_balancer_id`);--> statement-breakpoint
CREATE TABLE `projects` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`description` text DEFAULT '' NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `projects_name_unique` ON `projects` (`name`);--> statement-breakpoint
CREATE TABLE `quotas` (
	`project_id` text NOT NULL,
	`resource` text NOT NULL,
	`max_count` integer NOT NULL,
	PRIMARY KEY(`project_id`, `resource`),
	FOREIGN KEY (`project_id`) REFERENCES `projects`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `demo_servers` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`address` text NOT NULL,
	`port` integer NOT NULL,
	`load_balancer_id` text NOT NULL,
	FOREIGN KEY (`load_balancer_id`) REFERENCES `load_balancers`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `servers` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`address` text NOT NULL,
	`zone` text DEFAULT '' NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `servers_address_unique` ON `servers` (`address`);--> statement-breakpoint
CREATE TABLE `settings` (
	`key` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `traces` (
	`id` text PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`event` text NOT NULL,
	`resource_type` text NOT NULL,
	`resource_id` text NOT NULL,
	`resource_name` text NOT NULL,
	`user_id` text NOT NULL,
	`user_name` text NOT NULL,
	`rating` text NOT NULL,
	`type` text NOT NULL,
	`source_ip` text NOT NULL,
	`request_id` text NOT NULL,
	`project_id` text NOT NULL,
	`before` text,
	`after` text,
	`message` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `traces_at` ON `traces` (`at`);--> statement-breakpoint
CREATE INDEX `traces_resource` ON `traces` (`resource_id`);