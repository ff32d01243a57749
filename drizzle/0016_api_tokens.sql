ALTER TABLE `api_tokens` ADD `user_id` text REFERENCES user(id) ON DELETE cascade;--> statement-breakpoint
ALTER TABLE `api_tokens` ADD `expires_at` integer;