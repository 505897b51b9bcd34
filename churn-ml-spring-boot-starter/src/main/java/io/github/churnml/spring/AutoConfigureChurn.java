package io.github.churnml.spring;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;

/**
 * Gives a test of a slice, such as {@code @WebMvcTest}, the models that are configured. A test that wants none of them mocks
 * {@link ChurnScorer} and needs no annotation of ours.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ImportAutoConfiguration(ChurnAutoConfiguration.class)
public @interface AutoConfigureChurn {}
