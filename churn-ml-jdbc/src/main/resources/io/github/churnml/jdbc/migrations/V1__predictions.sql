-- What a model said of each customer in each run. A run that is repeated replaces its rows.
CREATE TABLE IF NOT EXISTS ${predictions} (
    run_id varchar(100) NOT NULL,
    customer_id varchar(200) NOT NULL,
    probability double precision NOT NULL,
    predicted varchar(200) NOT NULL,
    tier varchar(20) NOT NULL,
    reasons varchar(1000000) NOT NULL,
    model_name varchar(200) NOT NULL,
    model_version varchar(100) NOT NULL,
    model_sha256 varchar(64) NOT NULL,
    scored_at timestamp with time zone NOT NULL,
    PRIMARY KEY (run_id, customer_id)
);
