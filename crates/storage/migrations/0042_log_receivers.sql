-- Who is controller of what was received: where a provider is, it is the provider and not the
-- municipality that it delivers to (§ 10.3).
ALTER TABLE disclosure_log ADD COLUMN receivers TEXT;
