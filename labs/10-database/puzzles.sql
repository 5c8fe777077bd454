-- Ten queries on a shop with 200,000 orders. Each reads more rows than its budget allows.
-- Change each section: put CREATE INDEX statements before its query, write the query differently, or both.
-- The rows of the result stay the same, and so does their order if the given query has ORDER BY.
-- The indexes of a section are dropped after it. The tables are those of Migrations.java, and have no other index
-- than those of their keys. The grader fills them, and adds up H2's scanCount in EXPLAIN ANALYZE.

-- task puzzles
-- june: What one customer ordered in June, oldest first. At most 20 rows.
SELECT number, total FROM orders
WHERE customer_id = 'customer1507'
  AND created_at >= TIMESTAMP WITH TIME ZONE '2026-06-01 00:00:00+00'
  AND created_at < TIMESTAMP WITH TIME ZONE '2026-07-01 00:00:00+00'
ORDER BY created_at;

-- task puzzles
-- day: The orders of June 1 (UTC). At most 700 rows.
SELECT number, total FROM orders
WHERE CAST(created_at AT TIME ZONE 'UTC' AS DATE) = DATE '2026-06-01';

-- task puzzles
-- prefix: The orders whose id begins with o1999. At most 200 rows.
SELECT number, id FROM orders
WHERE LEFT(id, 5) = 'o1999';

-- task puzzles
-- article: One product by its number. At most 10 rows.
SELECT name, price FROM products
WHERE sku = 104711;

-- task puzzles
-- highest: The ten orders with the highest totals, of equal ones the oldest. At most 30 rows.
SELECT number, total FROM orders
ORDER BY total DESC, number
LIMIT 10;

-- task puzzles
-- page: Page 5,001 of all orders. The page before it ends with number 100,000; numbers have no gaps. At most 50 rows.
SELECT number, total FROM orders
ORDER BY number
LIMIT 20 OFFSET 100000;

-- task puzzles
-- large: The large orders since February. At most 3,000 rows.
SELECT number FROM orders
WHERE total >= 9900
  AND created_at >= TIMESTAMP WITH TIME ZONE '2026-02-01 00:00:00+00';

-- task puzzles
-- either: The orders of one customer, and all large ones, each once. At most 3,000 rows.
SELECT number FROM orders
WHERE customer_id = 'customer1507' OR total >= 9900;

-- task puzzles
-- blocked: The customers who may not buy any more, and have bought. At most 100 rows.
SELECT DISTINCT customers.id FROM customers
JOIN orders ON orders.customer_id = customers.id
WHERE NOT customers.may_buy;

-- task puzzles
-- quiet: The customers without an order. At most 2,500 rows.
SELECT id FROM customers
WHERE id NOT IN (SELECT customer_id FROM orders);
