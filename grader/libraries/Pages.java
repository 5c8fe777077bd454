//DEPS org.asciidoctor:asciidoctorj:3.0.1

// What the site is made of.
