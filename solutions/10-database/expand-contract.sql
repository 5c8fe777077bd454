-- A table changes while servers use it, and no request fails: expand and contract.
-- At first there is products (id BIGINT PRIMARY KEY, price DECIMAL(10, 2) NOT NULL): 2,500 rows, with prices in euros.
-- In the end it has a column cents, BIGINT NOT NULL without a default, and no column price.
-- A server executes three statements: it inserts a product, changes its price, and reads that. :id and :cents stand for
-- values. Version 1 runs at the beginning:
--   INSERT INTO products (id, price) VALUES (:id, :cents / 100.0);
--   UPDATE products SET price = :cents / 100.0 WHERE id = :id;
--   SELECT CAST(price * 100 AS BIGINT) AS cents FROM products WHERE id = :id;
-- Version 4 runs in the end:
--   INSERT INTO products (id, cents) VALUES (:id, :cents);
--   UPDATE products SET cents = :cents WHERE id = :id;
--   SELECT cents FROM products WHERE id = :id;
-- A plan has DEPLOY 2, DEPLOY 3 and DEPLOY 4, and also ALTER TABLE, UPDATE, and REPEAT UPDATE, which is executed until
-- it changes no row. One execution changes at most 1,000 rows, so that servers do not wait for long.
-- With DEPLOY, both versions serve for a while, and then only the new one. Between any two steps, all servers write and
-- read. Each read returns what was written last, by any of them.

-- task expand-contract
-- version-2: Its three statements. It serves next to version 1, and next to version 3.
--| INSERT INTO products (id, price) VALUES (:id, :cents / 100.0);
--| UPDATE products SET price = :cents / 100.0 WHERE id = :id;
--| SELECT CAST(price * 100 AS BIGINT) AS cents FROM products WHERE id = :id;
INSERT INTO products (id, price, cents) VALUES (:id, :cents / 100.0, :cents);
UPDATE products SET price = :cents / 100.0, cents = :cents WHERE id = :id;
SELECT CAST(price * 100 AS BIGINT) AS cents FROM products WHERE id = :id;

-- task expand-contract
-- version-3: Its three statements. It serves next to version 2, and next to version 4.
--| INSERT INTO products (id, cents) VALUES (:id, :cents);
--| UPDATE products SET cents = :cents WHERE id = :id;
--| SELECT cents FROM products WHERE id = :id;
INSERT INTO products (id, price, cents) VALUES (:id, :cents / 100.0, :cents);
UPDATE products SET price = :cents / 100.0, cents = :cents WHERE id = :id;
SELECT cents FROM products WHERE id = :id;

-- task expand-contract
-- plan: All steps, in your order.
--| ALTER TABLE products ADD COLUMN cents BIGINT DEFAULT 0 NOT NULL;
--| UPDATE products SET cents = price * 100;
--| ALTER TABLE products DROP COLUMN price;
--| DEPLOY 2;
--| DEPLOY 3;
--| DEPLOY 4;
ALTER TABLE products ADD COLUMN cents BIGINT;
DEPLOY 2;
REPEAT UPDATE products SET cents = price * 100 WHERE id IN (
    SELECT id FROM products WHERE cents IS DISTINCT FROM price * 100 ORDER BY id LIMIT 1000);
ALTER TABLE products ALTER COLUMN cents SET NOT NULL;
DEPLOY 3;
ALTER TABLE products ALTER COLUMN price DROP NOT NULL;
DEPLOY 4;
ALTER TABLE products DROP COLUMN price;
