-- The snapshot's tables as the queries ask them, straight from the files: numbers as the source has them, amounts in
-- fen, times in epoch milliseconds. FOLDER is replaced.
CREATE MACRO file(name) AS TABLE
    SELECT * FROM read_csv('FOLDER/' || name || '.csv.gz', delim = '|', header = true, all_varchar = true);
CREATE MACRO fen(text) AS CAST(CAST(text AS DECIMAL(18, 2)) * 100 AS BIGINT);
CREATE MACRO clock(text) AS epoch_ms(CAST(text AS TIMESTAMP));

CREATE TABLE account AS
    SELECT accountId::BIGINT AS id, isBlocked = 'true' AS blocked, accoutType AS type, clock(createTime) AS created
    FROM file('Account');
CREATE TABLE medium AS SELECT mediumId::BIGINT AS id, isBlocked = 'true' AS blocked, mediumType AS type FROM file('Medium');
CREATE TABLE loan AS SELECT loanId::BIGINT AS id, fen(loanAmount) AS amount, fen(balance) AS balance FROM file('Loan');
CREATE TABLE transfer AS
    SELECT fromId::BIGINT AS a, toId::BIGINT AS b, fen(amount) AS amount, clock(createTime) AS ms
    FROM file('AccountTransferAccount');
CREATE TABLE withdraw AS
    SELECT fromId::BIGINT AS a, toId::BIGINT AS b, fen(amount) AS amount, clock(createTime) AS ms
    FROM file('AccountWithdrawAccount');
CREATE TABLE deposit AS
    SELECT loanId::BIGINT AS loan, accountId::BIGINT AS account, fen(amount) AS amount, clock(createTime) AS ms
    FROM file('LoanDepositAccount');
CREATE TABLE repay AS
    SELECT accountId::BIGINT AS account, loanId::BIGINT AS loan, fen(amount) AS amount, clock(createTime) AS ms
    FROM file('AccountRepayLoan');
CREATE TABLE sign_in AS
    SELECT mediumId::BIGINT AS medium, accountId::BIGINT AS account, clock(createTime) AS ms FROM file('MediumSignInAccount');
CREATE TABLE owner AS SELECT personId::BIGINT AS person, accountId::BIGINT AS account FROM file('PersonOwnAccount');
CREATE TABLE company_account AS SELECT accountId::BIGINT AS account FROM file('CompanyOwnAccount');
CREATE TABLE borrower AS SELECT personId::BIGINT AS person, loanId::BIGINT AS loan FROM file('PersonApplyLoan');
CREATE TABLE invest AS
    SELECT investorId::BIGINT AS person, companyId::BIGINT AS company, clock(createTime) AS ms FROM file('PersonInvestCompany');
CREATE TABLE guarantee AS
    SELECT fromId::BIGINT AS a, toId::BIGINT AS b, clock(createTime) AS ms FROM file('PersonGuaranteePerson');
