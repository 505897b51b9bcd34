-- Registries of models: the events of each, numbered from 1, and the files that they name. The keys are all that writers take turns by.
CREATE TABLE IF NOT EXISTS churn_registry_events (
    registry varchar(100) NOT NULL,
    number bigint NOT NULL,
    line ${bytes} NOT NULL,
    writer varchar(36) NOT NULL,
    PRIMARY KEY (registry, number)
);
CREATE TABLE IF NOT EXISTS churn_registry_objects (
    registry varchar(100) NOT NULL,
    name varchar(300) NOT NULL,
    content ${bytes} NOT NULL,
    writer varchar(36) NOT NULL,
    PRIMARY KEY (registry, name)
);
