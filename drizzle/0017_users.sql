ALTER TABLE `user` ADD `project_id` text REFERENCES projects(id);--> statement-breakpoint
ALTER TABLE `user` ADD `disabled_at` integer;