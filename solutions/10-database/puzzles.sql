-- Ten queries on a shop with 200,000 orders. Each reads more rows than its budget allows.
-- Change each section: put CREATE INDEX statements before its query, write the query differently, or both.
-- The rows of the result stay the same, and so does their order if the given query has ORDER BY.
-- The indexes of a section are dropped after it. The tables are those of Migrations.java, and have no other index
-- than those of their keys. The grader fills them, and adds up H2's scanCount in EXPLAIN ANALYZE.

-- task puzzles
-- june: What one customer ordered in June, oldest first. At most 20 rows.
--| SELECT number, total FROM orders
--| WHERE customer_id = 'customer1507'
--|   AND created_at >= TIMESTAMP WITH TIME ZONE '2026-06-01 00:00:00+00'
--|   AND created_at < TIMESTAMP WITH TIME ZONE '2026-07-01 00:00:00+00'
--| ORDER BY created_at;
CREATE INDEX orders_by_customer_and_time ON orders (customer_id, created_at);
SELECT number, total FROM orders
WHERE customer_id = 'customer1507'
  AND created_at >= TIMESTAMP WITH TIME ZONE '2026-06-01 00:00:00+00'
  AND created_at < TIMESTAMP WITH TIME ZONE '2026-07-01 00:00:00+00'
ORDER BY created_at;

-- task puzzles
-- day: The orders of June 1 (UTC). At most 700 rows.
--| SELECT number, total FROM orders
--| WHERE CAST(created_at AT TIME ZONE 'UTC' AS DATE) = DATE '2026-06-01';
CREATE INDEX orders_by_time ON orders (created_at);
SELECT number, total FROM orders
WHERE created_at >= TIMESTAMP WITH TIME ZONE '2026-06-01 00:00:00+00'
  AND created_at < TIMESTAMP WITH TIME ZONE '2026-06-02 00:00:00+00';
-- PostgreSQL can also have an index on the expression; H2 cannot.

-- task puzzles
-- prefix: The orders whose id begins with o1999. At most 200 rows.
--| SELECT number, id FROM orders
--| WHERE LEFT(id, 5) = 'o1999';
SELECT number, id FROM orders
WHERE id LIKE 'o1999%';
-- PostgreSQL needs an index with text_pattern_ops for LIKE, unless the collation is C.

-- task puzzles
-- article: One product by its number. At most 10 rows.
--| SELECT name, price FROM products
--| WHERE sku = 104711;
SELECT name, price FROM products
WHERE sku = '104711';
-- PostgreSQL rejects the given query: it compares no text with a number.

-- task puzzles
-- highest: The ten orders with the highest totals, of equal ones the oldest. At most 30 rows.
--| SELECT number, total FROM orders
--| ORDER BY total DESC, number
--| LIMIT 10;
CREATE INDEX orders_by_total_down ON orders (total DESC, number);
SELECT number, total FROM orders
ORDER BY total DESC, number
LIMIT 10;
-- PostgreSQL does the same. Both can read an index backward: (total, number DESC) is as good.

-- task puzzles
-- page: Page 5,001 of all orders. The page before it ends with number 100,000; numbers have no gaps. At most 50 rows.
--| SELECT number, total FROM orders
--| ORDER BY number
--| LIMIT 20 OFFSET 100000;
SELECT number, total FROM orders
WHERE number > 100000
ORDER BY number
LIMIT 20;

-- task puzzles
-- large: The large orders since February. At most 3,000 rows.
--| SELECT number FROM orders
--| WHERE total >= 9900
--|   AND created_at >= TIMESTAMP WITH TIME ZONE '2026-02-01 00:00:00+00';
CREATE INDEX orders_by_total ON orders (total);
SELECT number FROM orders
WHERE total >= 9900
  AND created_at >= TIMESTAMP WITH TIME ZONE '2026-02-01 00:00:00+00';
-- PostgreSQL can also combine two indexes, in a bitmap.

-- task puzzles
-- either: The orders of one customer, and all large ones, each once. At most 3,000 rows.
--| SELECT number FROM orders
--| WHERE customer_id = 'customer1507' OR total >= 9900;
CREATE INDEX orders_by_customer ON orders (customer_id);
CREATE INDEX orders_by_total ON orders (total);
SELECT number FROM orders WHERE customer_id = 'customer1507'
UNION
SELECT number FROM orders WHERE total >= 9900;
-- PostgreSQL can combine both indexes for OR, in a bitmap.

-- task puzzles
-- blocked: The customers who may not buy any more, and have bought. At most 100 rows.
--| SELECT DISTINCT customers.id FROM customers
--| JOIN orders ON orders.customer_id = customers.id
--| WHERE NOT customers.may_buy;
CREATE INDEX customers_by_permission ON customers (may_buy);
CREATE INDEX orders_by_customer ON orders (customer_id);
SELECT id FROM customers
WHERE NOT may_buy
  AND EXISTS (SELECT 1 FROM orders WHERE orders.customer_id = customers.id);
-- PostgreSQL can have a partial index: ON customers (id) WHERE NOT may_buy.

-- task puzzles
-- quiet: The customers without an order. At most 2,500 rows.
--| SELECT id FROM customers
--| WHERE id NOT IN (SELECT customer_id FROM orders);
CREATE INDEX orders_by_customer ON orders (customer_id);
SELECT id FROM customers
WHERE NOT EXISTS (SELECT 1 FROM orders WHERE orders.customer_id = customers.id);
-- PostgreSQL reads the orders once for NOT IN, too, and plans an anti join for NOT EXISTS.
