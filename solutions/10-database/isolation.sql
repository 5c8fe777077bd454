-- Two transactions, A and B, each on a connection of its own. One statement is one step. The grader executes the steps
-- in the order of their lines; while a transaction waits for the other one, the other one's steps go on.
-- A transaction begins with its first step, and ends with its last: COMMIT or ROLLBACK. Each has at most five steps:
-- SELECT, INSERT, UPDATE, DELETE.
-- :spent stands for what the same transaction has read last in a column of that name.
-- Before each run there are two tables: customers (id, spent) with ('ada', 0) and ('bob', 0), and
-- orders (number, customer_id, total) with (100, 'ada', 10). The database generates the next numbers.
-- In the sections of the task prevention, the order of the lines does not matter: the grader tries every order of the
-- steps in which those of A and those of B keep theirs.

-- task anomalies
-- lost-update: READ COMMITTED. A adds 30 to what ada has spent, and B adds 50.
-- One after the other, that makes 80. In your order, both commit, and only 30 or 50 are left.
--| A: SELECT spent FROM customers WHERE id = 'ada';
--| A: UPDATE customers SET spent = :spent + 30 WHERE id = 'ada';
--| A: COMMIT;
--| B: SELECT spent FROM customers WHERE id = 'ada';
--| B: UPDATE customers SET spent = :spent + 50 WHERE id = 'ada';
--| B: COMMIT;
A: SELECT spent FROM customers WHERE id = 'ada';
B: SELECT spent FROM customers WHERE id = 'ada';
A: UPDATE customers SET spent = :spent + 30 WHERE id = 'ada';
A: COMMIT;
B: UPDATE customers SET spent = :spent + 50 WHERE id = 'ada';
B: COMMIT;

-- task anomalies
-- phantom: READ COMMITTED. A executes one query twice, and changes nothing. B inserts an order.
-- One after the other, both results of A are equal. In your order, the second has the rows of the first, and one more.
A: SELECT number, total FROM orders WHERE customer_id = 'ada';
B: INSERT INTO orders (customer_id, total) VALUES ('ada', 20);
B: COMMIT;
A: SELECT number, total FROM orders WHERE customer_id = 'ada';
A: COMMIT;

-- task anomalies
-- write-skew: REPEATABLE READ. Together, ada and bob may spend 100. A adds 60 to what ada has spent, and B adds 60 to
-- bob's, each only if that is within the limit. One after the other, only the first one adds. In your order, both
-- commit, and both have added.
A: SELECT SUM(spent) AS together FROM customers;
B: SELECT SUM(spent) AS together FROM customers;
A: UPDATE customers SET spent = spent + 60 WHERE id = 'ada' AND :together + 60 <= 100;
A: COMMIT;
B: UPDATE customers SET spent = spent + 60 WHERE id = 'bob' AND :together + 60 <= 100;
B: COMMIT;

-- task prevention
-- adding: READ COMMITTED. A adds 30 to what ada has spent, and B adds 50. Both commit, and it is 80, in every order.
--| A: SELECT spent FROM customers WHERE id = 'ada';
--| A: UPDATE customers SET spent = :spent + 30 WHERE id = 'ada';
--| A: COMMIT;
--| B: SELECT spent FROM customers WHERE id = 'ada';
--| B: UPDATE customers SET spent = :spent + 50 WHERE id = 'ada';
--| B: COMMIT;
A: UPDATE customers SET spent = spent + 30 WHERE id = 'ada';
A: COMMIT;
B: UPDATE customers SET spent = spent + 50 WHERE id = 'ada';
B: COMMIT;

-- task prevention
-- counting: READ COMMITTED. ada may have two orders, and has one. A and B each insert one if there are less than two.
-- Both commit, and there are two, in every order.
--| A: SELECT COUNT(*) AS n FROM orders WHERE customer_id = 'ada';
--| A: INSERT INTO orders (customer_id, total) SELECT 'ada', 20 WHERE :n < 2;
--| A: COMMIT;
--| B: SELECT COUNT(*) AS n FROM orders WHERE customer_id = 'ada';
--| B: INSERT INTO orders (customer_id, total) SELECT 'ada', 20 WHERE :n < 2;
--| B: COMMIT;
A: SELECT id FROM customers WHERE id = 'ada' FOR UPDATE;
A: SELECT COUNT(*) AS n FROM orders WHERE customer_id = 'ada';
A: INSERT INTO orders (customer_id, total) SELECT 'ada', 20 WHERE :n < 2;
A: COMMIT;
B: SELECT id FROM customers WHERE id = 'ada' FOR UPDATE;
B: SELECT COUNT(*) AS n FROM orders WHERE customer_id = 'ada';
B: INSERT INTO orders (customer_id, total) SELECT 'ada', 20 WHERE :n < 2;
B: COMMIT;

-- task prevention
-- sharing: REPEATABLE READ. Together, ada and bob may spend 100. A adds 60 to what ada has spent, and B adds 60 to
-- bob's, each only if that is within the limit. If one of them is ended with 40001, it is run again after the other.
-- Both commit, and one of them has added, in every order.
--| A: SELECT SUM(spent) AS together FROM customers;
--| A: UPDATE customers SET spent = spent + 60 WHERE id = 'ada' AND :together + 60 <= 100;
--| A: COMMIT;
--| B: SELECT SUM(spent) AS together FROM customers;
--| B: UPDATE customers SET spent = spent + 60 WHERE id = 'bob' AND :together + 60 <= 100;
--| B: COMMIT;
A: SELECT id FROM customers FOR UPDATE;
A: SELECT SUM(spent) AS together FROM customers;
A: UPDATE customers SET spent = spent + 60 WHERE id = 'ada' AND :together + 60 <= 100;
A: COMMIT;
B: SELECT id FROM customers FOR UPDATE;
B: SELECT SUM(spent) AS together FROM customers;
B: UPDATE customers SET spent = spent + 60 WHERE id = 'bob' AND :together + 60 <= 100;
B: COMMIT;

-- task prevention
-- serializable: SERIALIZABLE, on PostgreSQL. The same as in sharing, but without FOR UPDATE.
A: SELECT SUM(spent) AS together FROM customers;
A: UPDATE customers SET spent = spent + 60 WHERE id = 'ada' AND :together + 60 <= 100;
A: COMMIT;
B: SELECT SUM(spent) AS together FROM customers;
B: UPDATE customers SET spent = spent + 60 WHERE id = 'bob' AND :together + 60 <= 100;
B: COMMIT;
