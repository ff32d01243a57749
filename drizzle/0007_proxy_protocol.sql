ALTER TABLE `listeners` ADD `accept_proxy_protocol` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `pools` ADD `proxy_protocol` text;