-- Up to which moment the ticks of each job were looked at.
CREATE TABLE churn_job_ticks (
    job varchar(60) NOT NULL PRIMARY KEY,
    ticked_to timestamp with time zone NOT NULL
);

-- One row for each tick of a job, or date that was asked for. The claim counts how often the run was begun: who holds an older
-- one than the row has may no longer write.
CREATE TABLE churn_job_runs (
    run_id varchar(100) NOT NULL PRIMARY KEY,
    job varchar(60) NOT NULL,
    due timestamp with time zone NOT NULL,
    state varchar(20) NOT NULL,
    node varchar(100),
    claim integer NOT NULL,
    round integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    started_at timestamp with time zone,
    ended_at timestamp with time zone,
    note varchar(10000) NOT NULL,
    mark_before varchar(10000),
    mark varchar(10000),
    UNIQUE (job, due)
);

CREATE INDEX churn_job_runs_state ON churn_job_runs (state, job, due);

-- What became of each step: its tries, and what it read and left behind, as JSON.
CREATE TABLE churn_job_steps (
    run_id varchar(100) NOT NULL,
    name varchar(100) NOT NULL,
    number integer NOT NULL,
    state varchar(20) NOT NULL,
    tries varchar(1000000) NOT NULL,
    result varchar(10000000),
    PRIMARY KEY (run_id, name),
    FOREIGN KEY (run_id) REFERENCES churn_job_runs (run_id)
);

-- Which runs are picked by which node, and when it was last heard of; kept by db-scheduler.
CREATE TABLE churn_job_queue (
    task_name varchar(100) NOT NULL,
    task_instance varchar(100) NOT NULL,
    task_data bytea,
    execution_time timestamp with time zone NOT NULL,
    picked boolean NOT NULL,
    picked_by varchar(100),
    last_success timestamp with time zone,
    last_failure timestamp with time zone,
    consecutive_failures integer,
    last_heartbeat timestamp with time zone,
    version bigint NOT NULL,
    priority smallint,
    PRIMARY KEY (task_name, task_instance)
);

CREATE INDEX churn_job_queue_time ON churn_job_queue (execution_time);
