//DEPS org.eclipse.jdt:org.eclipse.jdt.core:3.47.0@fatjar
//DEPS org.eclipse.jdt:ecj:3.46.100@fatjar
//DEPS org.eclipse.platform:org.eclipse.core.contenttype:3.9.900@fatjar
//DEPS org.eclipse.platform:org.eclipse.core.jobs:3.15.900@fatjar
//DEPS org.eclipse.platform:org.eclipse.core.resources:3.24.100@fatjar
//DEPS org.eclipse.platform:org.eclipse.core.runtime:3.35.0@fatjar
//DEPS org.eclipse.platform:org.eclipse.equinox.common:3.21.0@fatjar
//DEPS org.eclipse.platform:org.eclipse.equinox.preferences:3.12.100@fatjar
//DEPS org.eclipse.platform:org.eclipse.osgi:3.24.300@fatjar
//DEPS org.eclipse.platform:org.eclipse.text:3.14.800@fatjar
//DEPS org.osgi:org.osgi.service.prefs:1.1.2@fatjar

// Eclipse's Java formatter. @fatjar leaves out what a formatter does not need, and the version ranges of what is left.
