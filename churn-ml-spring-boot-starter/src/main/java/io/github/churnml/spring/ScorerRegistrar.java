package io.github.churnml.spring;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.support.AutowireCandidateQualifier;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.EnvironmentAware;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.env.Environment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.type.AnnotationMetadata;

/** Makes a bean definition of each model that is configured; by name only, since nothing is loaded before it is needed. */
final class ScorerRegistrar implements ImportBeanDefinitionRegistrar, EnvironmentAware {

    /** The bean of {@code churn.model}; those of others are their name and this, with a capital letter. */
    static final String BEAN = "churnScorer";

    private Environment environment = new StandardEnvironment();

    @Override
    public void setEnvironment(Environment given) {
        this.environment = given;
    }

    @Override
    public void registerBeanDefinitions(AnnotationMetadata metadata, BeanDefinitionRegistry registry) {
        ChurnProperties properties = bound();
        if (properties.model() != null && properties.models().containsKey(ChurnScorers.DEFAULT)) {
            throw new ConfigurationException(
                    "The properties churn.model and churn.models." + ChurnScorers.DEFAULT
                            + ".model both name the model that is meant where none is named.",
                    "Maybe leave one of them out, or give the second another name.",
                    Where.nowhere());
        }
        if (properties.model() != null) {
            RootBeanDefinition definition = definition(ChurnScorers.DEFAULT);
            definition.setPrimary(true);
            registry.registerBeanDefinition(BEAN, definition);
        }
        for (String name : properties.models().keySet()) {
            RootBeanDefinition definition = definition(name);
            definition.addQualifier(new AutowireCandidateQualifier(Qualifier.class, name));
            registry.registerBeanDefinition(name + "ChurnScorer", definition);
        }
    }

    private ChurnProperties bound() {
        try {
            return Binder.get(environment).bindOrCreate("churn", Bindable.of(ChurnProperties.class));
        } catch (BindException e) {
            if (!ChurnProperties.Model.class.equals(e.getTarget().getType().resolve())) {
                throw e;
            }
            throw new ConfigurationException(
                    "The property " + Wording.plain(e.getName().toString())
                            + " holds a value, and is the name of a model.",
                    "Maybe write " + Wording.plain(e.getName().toString()) + ".model=file:/srv/models/customers.churn.",
                    Where.nowhere(),
                    e);
        }
    }

    /** Of names and methods alone, so that Spring can write it down ahead of time. */
    private static RootBeanDefinition definition(String name) {
        RootBeanDefinition definition = new RootBeanDefinition();
        definition.setTargetType(ChurnScorer.class);
        definition.setFactoryBeanName(ChurnAutoConfiguration.SCORERS);
        definition.setFactoryMethodName("open");
        definition.getConstructorArgumentValues().addIndexedArgumentValue(0, name);
        return definition;
    }
}
