package io.github.churnml;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.all;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.AbstractClassesTransformer;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvent;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.github.churnml.predictor.LogOdds;
import java.io.Externalizable;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which way the arrows run inside core; a change of the order is a decision for docs/decisions.md. */
final class ArchitectureTest {

    /** The packages of core and of the modules over it: each may use only itself and those before it. The empty name is the root, the face. */
    private static final List<String> ORDER = List.of(
            "error",
            "settings",
            "files",
            "metrics",
            "data",
            "data.read",
            "data.excel",
            "data.split",
            "data.smile",
            "data.synthetic",
            "snapshot",
            "prepare",
            "profile",
            "resample",
            "forest",
            "predictor",
            "learn",
            "learn.smile",
            "learn.boosting",
            "learn.additive",
            "learn.linear",
            "learn.neural",
            "drift",
            "decide",
            "recipe",
            "judge",
            "model",
            "explain",
            "",
            "forest.foreign",
            "imported",
            "onnx",
            "jdbc",
            "select",
            "select.tune",
            "monitor.drift",
            "monitor.estimate",
            "monitor.log",
            "monitor",
            "monitor.webhook",
            "registry.variant",
            "registry",
            "registry.gate",
            "registry.retrain",
            "registry.experiment",
            "jdbc.registry",
            "aws",
            "mlflow",
            "jobs.rows",
            "jobs.step",
            "jobs.plan",
            "jobs.run",
            "jobs",
            "report.figure",
            "report.tree",
            "report.html",
            "report.heldout",
            "report",
            "report.slides",
            "report.registry",
            "report.choice",
            "report.watch",
            "report.monitoring",
            "report.experiment",
            "report.profile",
            "report.index",
            "jobs.page",
            "serving.keys",
            "serving.policy",
            "serving.http",
            "serving.security",
            "serving.model",
            "serving.live",
            "serving.reload",
            "serving.registry",
            "serving.rows",
            "serving.contacts",
            "serving.oip",
            "serving.routes",
            "serving.openapi",
            "serving.page",
            "serving",
            "spring",
            "spark");

    private static final String OURS = "io.github.churnml";
    private static final JavaClasses CORE = classesOf(OURS);

    /** Classes that break every rule at least once. */
    private static final String WRONG = "fixture.architecture";

    private static final JavaClasses FIXTURE = new ClassFileImporter().importPackages(WRONG);

    /** The rules, each for any root package, so that it can be seen to fail. */
    enum Rule {
        /** A package that has no place in the order must first be given one. */
        EVERY_PACKAGE_HAS_ITS_PLACE {
            @Override
            ArchRule in(String root) {
                return classes().should(condition("have a place in the order", (type, events) -> {
                    if (place(root, type) < 0) {
                        events.add(violated(type, type.getFullName() + " is in a package without a place"));
                    }
                }));
            }
        },
        PACKAGES_USE_ONLY_THOSE_BEFORE_THEM {
            @Override
            ArchRule in(String root) {
                return classes().should(condition("use only packages before their own", (type, events) -> {
                    type.getDirectDependenciesFromSelf().stream()
                            .filter(use -> place(root, use.getTargetClass()) > place(root, type))
                            .forEach(use -> events.add(violated(type, use.getDescription())));
                }));
            }
        },
        PACKAGES_HAVE_NO_CYCLES {
            @Override
            ArchRule in(String root) {
                return slices().matching(root + ".(**)")
                        .should()
                        .beFreeOfCycles()
                        .allowEmptyShould(true);
            }
        },
        NO_PACKAGE_IS_A_DRAWER {
            @Override
            ArchRule in(String root) {
                return noClasses()
                        .should()
                        .resideInAnyPackage(Stream.of("util", "utils", "impl", "common", "helper", "helpers")
                                .map(name -> root + ".." + name + "..")
                                .toArray(String[]::new));
            }
        },
        /**
         * What core needs at run time; a module may use more in packages of its own. Of Jackson what its module exports: the rest an
         * application on the module path cannot reach.
         */
        LIBRARIES_ARE_THOSE_OF_CORE {
            @Override
            ArchRule in(String root) {
                return noClasses()
                        .that(not(resideInAnyPackage(
                                root + ".learn.smile..",
                                root + ".data.smile..",
                                root + ".data.excel..",
                                root + ".jdbc..",
                                root + ".jobs.run..",
                                root + ".aws..",
                                root + ".spark..",
                                root + ".spring..")))
                        .should()
                        .dependOnClassesThat(not(resideInAnyPackage(
                                root + "..",
                                "java..",
                                "javax.crypto..",
                                "",
                                "com.fasterxml.jackson.core",
                                "com.fasterxml.jackson.core.exc",
                                "com.fasterxml.jackson.core.io",
                                "com.fasterxml.jackson.core.json",
                                "com.fasterxml.jackson.core.util",
                                "de.siegmar.fastcsv..",
                                "org.snakeyaml.engine..",
                                "org.slf4j..",
                                "org.jspecify..")));
            }
        },
        /** Learners compute probabilities of their own while they fit; every other one comes from the model's rule. */
        LOG_ODDS_BECOME_PROBABILITIES_IN_ONE_PLACE {
            @Override
            ArchRule in(String root) {
                return noClasses()
                        .that(not(resideInAnyPackage(root + ".decide", root + ".learn..")))
                        .should()
                        .callMethod(LogOdds.class, "toProbability", double.class);
            }
        },
        NO_SERIALIZATION_STREAMS {
            @Override
            ArchRule in(String root) {
                return noClasses()
                        .should()
                        .dependOnClassesThat()
                        .belongToAnyOf(ObjectInputStream.class, ObjectOutputStream.class, Externalizable.class);
            }
        },
        /** Exceptions, enums, what Smile's optimizer takes and what Spark sends to executors cannot help being serializable; everything else can. */
        NOTHING_IS_SERIALIZABLE {
            @Override
            ArchRule in(String root) {
                return noClasses()
                        .that(not(assignableTo(Throwable.class)))
                        .and(not(assignableTo(Enum.class)))
                        .and(not(assignableTo("smile.math.DifferentiableMultivariateFunction")))
                        .and(not(resideInAnyPackage(root + ".spark..")))
                        .should()
                        .beAssignableTo(Serializable.class);
            }
        },
        STANDARD_STREAMS_ARE_LEFT_ALONE {
            @Override
            ArchRule in(String root) {
                return NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
            }
        },
        PACKAGES_ARE_NULL_MARKED {
            @Override
            ArchRule in(String root) {
                return all(PACKAGES).should(condition("be @NullMarked in their package-info", (owner, events) -> {
                    if (!owner.isAnnotatedWith(NullMarked.class)) {
                        events.add(violated(owner, owner.getName() + " is not @NullMarked"));
                    }
                }));
            }
        };

        abstract ArchRule in(String root);
    }

    @ParameterizedTest
    @EnumSource
    void core_rule_holds(Rule rule) {
        assertThat(CORE).isNotEmpty();
        rule.in(OURS).check(CORE);
    }

    /** Checks a package of another module, with those below it. */
    static void check(Rule rule, String name) {
        JavaClasses classes = classesOf(OURS + "." + name);
        assertThat(classes).isNotEmpty();
        // A rule that leaves all of them out says nothing about them.
        rule.in(OURS).allowEmptyShould(true).check(classes);
    }

    private static JavaClasses classesOf(String root) {
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_JARS)
                .importPackages(root);
    }

    @ParameterizedTest
    @EnumSource
    void wrong_classes_rule_objects(Rule rule) {
        assertThat(rule.in(WRONG).evaluate(FIXTURE).hasViolation()).isTrue();
    }

    private static final AbstractClassesTransformer<JavaPackage> PACKAGES =
            new AbstractClassesTransformer<>("packages") {
                @Override
                public Iterable<JavaPackage> doTransform(JavaClasses all) {
                    return all.stream().map(JavaClass::getPackage).distinct().toList();
                }
            };

    /** The place of a class's package in the order, or that of the nearest enclosing one; -1 if there is none. */
    private static int place(String root, JavaClass type) {
        JavaClass base = type.isArray() ? type.getBaseComponentType() : type;
        String name = base.getPackageName();
        if (name.equals(root)) {
            return ORDER.indexOf("");
        }
        String[] parts =
                name.startsWith(root + ".") ? name.substring(root.length() + 1).split("\\.") : new String[0];
        for (int length = parts.length; length > 0; length--) {
            int place = ORDER.indexOf(String.join(".", Arrays.copyOf(parts, length)));
            if (place >= 0) {
                return place;
            }
        }
        return -1;
    }

    private interface Check<T> {
        void on(T item, ConditionEvents events);
    }

    private static <T> ArchCondition<T> condition(String description, Check<T> check) {
        return new ArchCondition<>(description) {
            @Override
            public void check(T item, ConditionEvents events) {
                check.on(item, events);
            }
        };
    }

    private static ConditionEvent violated(Object item, String message) {
        return SimpleConditionEvent.violated(item, message);
    }
}
