# The churn command in a container: builds, trains a model on the project's own customers, serves it.
#
#   docker build -t churn-ml .
#   docker run --rm -p 8080:8080 churn-ml                       serves the model inside at http://localhost:8080/
#   docker run --rm churn-ml inspect artifacts/model.churn      any other subcommand
#   docker run --rm -v "$PWD/mine:/data" --user "$(id -u):$(id -g)" churn-ml \
#       train --data customers.csv --target churned             trains on mine/customers.csv, writes mine/artifacts/
#   docker run --rm -p 8080:8080 -v "$PWD/mine:/data:ro" churn-ml    serves that one
#
# SIGTERM (docker stop) lets requests that are being answered finish. JAVA_OPTS goes to the JVM, which takes at most 70 % of
# the container's memory. The port inside is CHURN_PORT.

FROM maven:3.9-eclipse-temurin-17 AS build
WORKDIR /src
# Maven reads the pom of every module, also of those that are not built here.
COPY pom.xml LICENSE NOTICE ./
COPY .mvn .mvn
COPY churn-ml-core/pom.xml churn-ml-core/
COPY churn-ml-profile/pom.xml churn-ml-profile/
COPY churn-ml-monitor/pom.xml churn-ml-monitor/
COPY churn-ml-serving-undertow/pom.xml churn-ml-serving-undertow/
COPY churn-ml-cli/pom.xml churn-ml-cli/
COPY churn-ml-examples/pom.xml churn-ml-examples/
COPY benchmarks/pom.xml benchmarks/
COPY data data
COPY churn-ml-core/src/main churn-ml-core/src/main
COPY churn-ml-profile/src/main churn-ml-profile/src/main
COPY churn-ml-monitor/src/main churn-ml-monitor/src/main
COPY churn-ml-serving-undertow/src/main churn-ml-serving-undertow/src/main
COPY churn-ml-cli/src churn-ml-cli/src
RUN --mount=type=cache,target=/root/.m2 \
    mvn -q -B -ntp -Dmaven.test.skip=true -Dspotless.check.skip=true package -pl churn-ml-cli -am \
    && mv churn-ml-cli/target/dist/churn-ml-* /opt/churn-ml
RUN mkdir /data && cd /data && /opt/churn-ml/bin/churn train --quiet

FROM eclipse-temurin:17-jre
LABEL org.opencontainers.image.title="churn-ml" \
      org.opencontainers.image.description="Customer churn for the JVM: trains a model and serves it over HTTP" \
      org.opencontainers.image.licenses="Apache-2.0"
COPY --from=build /opt/churn-ml /opt/churn-ml
# Not root, and a number, so that Kubernetes can see that it is not.
COPY --from=build --chown=10001:10001 /data /data
USER 10001:10001
WORKDIR /data
ENV CHURN_PORT=8080
EXPOSE 8080
# The shell's own sockets do: the image needs neither curl nor wget for it.
HEALTHCHECK --interval=15s --timeout=3s --start-period=10s --retries=3 \
    CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/$CHURN_PORT && printf 'GET /health/ready HTTP/1.0\\r\\n\\r\\n' >&3 && read -r line <&3 && [[ $line == *' 200 '* ]]"]
ENTRYPOINT ["/opt/churn-ml/bin/churn"]
CMD ["serve", "--host", "0.0.0.0"]
