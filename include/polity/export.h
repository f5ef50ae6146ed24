/* Marks on declarations. Nothing here for callers to use. */
#ifndef POLITY_EXPORT_H
#define POLITY_EXPORT_H

#if defined(__GNUC__)
#define POLITY_API __attribute__((visibility("default")))
#define POLITY_MUST_USE __attribute__((warn_unused_result))
#else
#define POLITY_API
#define POLITY_MUST_USE
#endif

#endif
