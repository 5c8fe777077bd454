//DEPS org.asciidoctor:asciidoctorj:3.0.1
//DEPS org.jsoup:jsoup:1.22.2

// What the site is made of.
