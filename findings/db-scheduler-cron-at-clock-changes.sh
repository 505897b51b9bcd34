#!/usr/bin/env bash
# db-scheduler 16.12.0: two schedules of the same library, both "each day at 02:30 in Berlin", differ on the two nights when clocks change.
# The cron schedule leaves the spring night out (02:30 does not exist then) and runs twice on the autumn night, when 02:30 comes twice;
# Schedules.daily runs once on either night. A weekly job by cron at such an hour misses a week in spring.
#
# Seen on 2026-11-30 (db-scheduler 16.12.0, JDK 17), each run ending five seconds after it is due:
#   cron  spring  03-27T01:30Z                03-29T00:30Z 03-30T00:30Z
#   daily spring  03-27T01:30Z  03-28T01:30Z  03-29T00:30Z 03-30T00:30Z
#   cron  autumn  10-30T00:30Z 10-31T00:30Z 10-31T01:30Z 11-01T01:30Z 11-02T01:30Z
#   daily autumn  10-30T00:30Z 10-31T00:30Z              11-01T01:30Z 11-02T01:30Z
#
# Here the ticks of a job are computed by the project itself: once on either night, tested over ten years (docs/jobs.md).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat >pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>com.github.kagkarlsson</groupId><artifactId>db-scheduler</artifactId><version>16.12.0</version></dependency>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>1.7.36</version></dependency>
  </dependencies>
</project>
XML
mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies -DoutputDirectory=jars
cat >Nights.java <<'JAVA'
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.schedule.CronSchedule;
import com.github.kagkarlsson.scheduler.task.schedule.Schedule;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;

class Nights {
    public static void main(String[] args) {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        Schedule cron = new CronSchedule("0 30 2 * * *", berlin);
        Schedule daily = Schedules.daily(berlin, LocalTime.of(2, 30));
        System.out.println("cron spring" + ticks(cron, "2027-03-26T12:00:00Z", "2027-03-30T12:00:00Z"));
        System.out.println("daily spring" + ticks(daily, "2027-03-26T12:00:00Z", "2027-03-30T12:00:00Z"));
        System.out.println("cron autumn" + ticks(cron, "2027-10-29T12:00:00Z", "2027-11-02T12:00:00Z"));
        System.out.println("daily autumn" + ticks(daily, "2027-10-29T12:00:00Z", "2027-11-02T12:00:00Z"));
    }

    private static String ticks(Schedule schedule, String from, String until) {
        StringBuilder told = new StringBuilder();
        Instant due = schedule.getInitialExecutionTime(Instant.parse(from));
        while (due.isBefore(Instant.parse(until))) {
            told.append(' ').append(due.toString(), 5, 16).append('Z');
            due = schedule.getNextExecutionTime(ExecutionComplete.simulatedSuccess(due.plusSeconds(5)));
        }
        return told.toString();
    }
}
JAVA
java -cp 'jars/*' Nights.java | tee seen
diff seen - <<'TXT'
cron spring 03-27T01:30Z 03-29T00:30Z 03-30T00:30Z
daily spring 03-27T01:30Z 03-28T01:30Z 03-29T00:30Z 03-30T00:30Z
cron autumn 10-30T00:30Z 10-31T00:30Z 10-31T01:30Z 11-01T01:30Z 11-02T01:30Z
daily autumn 10-30T00:30Z 10-31T00:30Z 11-01T01:30Z 11-02T01:30Z
TXT
