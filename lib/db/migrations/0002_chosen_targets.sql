CREATE TABLE "chosen_targets" (
	"project" text PRIMARY KEY NOT NULL,
	"tenant_id" uuid,
	"subscription_id" uuid NOT NULL,
	"resource_group" text NOT NULL,
	"chosen_at" timestamp with time zone NOT NULL
);
